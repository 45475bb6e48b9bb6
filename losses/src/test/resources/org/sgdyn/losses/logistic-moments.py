"""Reference moments of the binary logistic loss, label 1, for r ~ N(m, B):

    p  = E[sigma(-r)]      (g = -p)
    p2 = E[sigma(-r)^2]    (= G)
    h  = E[sigma'(r)]      (= H)
    risk = E[log(1 + exp(-r))]

Usage: python3 logistic-moments.py > logistic-moments.csv

Gauss-Legendre quadrature in 30 digits on panels graded around the logistic transition at r = 0. Each number is computed
with two different splittings of the range and at two degrees; the script stops if they differ by more than 1e-20
relatively. m and B stand for the double nearest to the printed decimal.
"""
import sys

from mpmath import mp, mpf, exp, log1p, sqrt, pi, nstr, __version__

mp.dps = 30
MEANS = ["0", "0.001", "1", "6.093", "12", "30", "75", "200", "500"]
VARIANCES = ["0", "1e-12", "1e-6", "0.01", "0.15", "1", "13.63", "100", "250", "400", "700", "10000"]


def functions(r):
    e = exp(-abs(r))
    if r >= 0:
        p, q, softplus = e / (1 + e), 1 / (1 + e), log1p(e)
    else:
        p, q, softplus = 1 / (1 + e), e / (1 + e), -r + log1p(e)
    return p, p * p, p * q, softplus


def splitting(m, s, variant):
    low = -(min(2 * s, max(m, 0) / s) + 15)
    high = min(s, max(-m, 0) / s) + 15
    spacing = mpf(1) if variant == 0 else mpf("1.3")
    points = {low, high}
    z = low
    while z < high:
        points.add(z)
        z += spacing
    unit = mpf("1.5") if variant == 0 else mpf("1.1")
    centre = mpf(0) if variant == 0 else mpf("0.31")
    width = mpf(0)
    while width < 40 * s + 40:
        for r in (centre - width, centre + width):
            z = (r - m) / s
            if low < z < high:
                points.add(z)
        width = 2 * width + unit
    return sorted(points)


def moments(m, s, variant):
    if s == 0:
        return functions(m)
    points = splitting(m, s, variant)
    nodes = NODES[variant]
    sums = [mpf(0)] * 4
    for a, b in zip(points, points[1:]):
        half, mid = (b - a) / 2, (a + b) / 2
        for x, w in nodes:
            z = mid + half * x
            weight = w * half * exp(-z * z / 2)
            for k, f in enumerate(functions(m + s * z)):
                sums[k] += weight * f
    return [x / sqrt(2 * pi) for x in sums]


def legendre(degree):
    from mpmath.calculus.quadrature import GaussLegendre
    return GaussLegendre(mp).get_nodes(-1, 1, degree, mp.prec + 20)


NODES = [legendre(4), legendre(5)]


def main():
    print("# Moments of the binary logistic loss for label 1 and r ~ N(mean, variance): p = E sigma(-r), p2 = E sigma(-r)^2,")
    print("# h = E sigma'(r), risk = E log(1 + exp(-r)). Made by: python3 logistic-moments.py > logistic-moments.csv")
    print(f"# with mpmath {__version__}, Python {sys.version.split()[0]}, {mp.dps} working digits; two splittings agree to 1e-20; 20 digits printed.")
    print("mean,variance,p,p2,h,risk")
    for v in VARIANCES:
        for a in MEANS:
            for text in [a] if a == "0" else [a, "-" + a]:
                m, s = mpf(float(text)), sqrt(mpf(float(v)))
                first, second = moments(m, s, 0), moments(m, s, 1)
                for x, y in zip(first, second):
                    if abs(x - y) > mpf("1e-20") * abs(y):
                        sys.exit(f"splittings disagree at m = {text}, B = {v}: {x} and {y}")
                print(",".join([text, v] + [nstr(x, 20) for x in second]), flush=True)


main()
