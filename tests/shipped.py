"""The project's own dataset, opened once for all tests of a process. No test changes it."""

from nkmap import dataset

DATA = dataset.load(dataset.SHIPPED)
