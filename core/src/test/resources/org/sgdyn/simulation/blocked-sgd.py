"""Nanoseconds of processor time per feature of one-pass SGD with many outputs, in blocks by NumPy and Numba.

Usage: OPENBLAS_NUM_THREADS=1 python3 blocked-sgd.py

The products of a block of samples with the iterate and with each other are NumPy's, the steps within the block Numba's. The
problems are those of BlockedSgdBenchmark: classes of equal weight, variances (s / d)^1.1, Gaussian means of norm 1, a start
at zero and a constant learning rate 0.5. The best of several runs of each size of blocks is printed.
"""
import time

import numpy as np
from numba import njit

RATE = 0.5
RUNS = 8


@njit(cache=False)
def steps(logits, squares, labels, softmax, rate, coefficients):
    size, outputs = logits.shape
    for k in range(size):
        r = logits[k]
        for j in range(k):
            s = squares[k, j]
            for q in range(outputs):
                r[q] += s * coefficients[j, q]
        if softmax:
            largest = r[0]
            for q in range(1, outputs):
                largest = max(largest, r[q])
            total = 0.0
            for q in range(outputs):
                coefficients[k, q] = np.exp(r[q] - largest)
                total += coefficients[k, q]
            for q in range(outputs):
                coefficients[k, q] /= total
        else:
            for q in range(outputs):
                coefficients[k, q] = r[q]
        coefficients[k, labels[k]] -= 1.0
        for q in range(outputs):
            coefficients[k, q] *= -rate


class Sgd:
    def __init__(self, softmax, outputs, dimension, size):
        self.random = np.random.Generator(np.random.SFC64(1))
        self.softmax = softmax
        self.outputs = outputs
        self.dimension = dimension
        self.deviations = np.sqrt((np.arange(1, dimension + 1) / dimension) ** 1.1)
        self.means = self.random.standard_normal((outputs, dimension)) / np.sqrt(dimension)
        self.iterate = np.zeros((outputs, dimension))
        self.features = np.empty((size, dimension))
        self.coefficients = np.empty((size, outputs))
        self.change = np.empty((outputs, dimension))

    def block(self):
        size = len(self.features)
        labels = self.random.integers(self.outputs, size=size)
        self.random.standard_normal(out=self.features)
        for k in range(size):
            row = self.features[k]
            row *= self.deviations
            row += self.means[labels[k]]
        logits = self.features @ self.iterate.T
        squares = self.features @ self.features.T
        steps(logits, squares, labels, self.softmax, RATE / self.dimension, self.coefficients)
        np.dot(self.coefficients.T, self.features, out=self.change)
        self.iterate += self.change


def nanoseconds(softmax, outputs, dimension, size):
    sgd = Sgd(softmax, outputs, dimension, size)
    blocks = max(2, int(2e7 / (size * dimension)))
    best = np.inf
    for _ in range(RUNS):
        start = time.process_time()
        for _ in range(blocks):
            sgd.block()
        best = min(best, (time.process_time() - start) / (blocks * size * dimension))
    assert np.isfinite(sgd.iterate).all()
    return 1e9 * best


for name, softmax, outputs, dimension in (("one-hot", False, 100, 10_000), ("softmax", True, 10, 1000)):
    for size in (16, 24, 32, 64):
        print(f"{name}, l = {outputs}, d = {dimension}, blocks of {size}: {nanoseconds(softmax, outputs, dimension, size):.2f}", flush=True)
