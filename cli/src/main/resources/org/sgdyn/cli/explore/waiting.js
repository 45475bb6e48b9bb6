// When the server has gone: asks for it again and again, and goes on once it is back.
(() => {
  const INTERVAL = 1500;
  const FORBIDDEN = 403;
  let timer = 0;

  async function look() {
    try {
      const response = await fetch(location.pathname, { cache: "no-store" });
      if (response.ok) {
        explore.say("sgdyn answers again");
        return explore.ask(true);
      }
      // Another process at the same place has another token.
      if (response.status === FORBIDDEN) return explore.tell("replaced");
    } catch {
      // Not yet.
    }
    return wait();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, INTERVAL);
  }

  explore.on("lost", wait);
})();
