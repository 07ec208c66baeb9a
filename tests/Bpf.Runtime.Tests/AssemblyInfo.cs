// Descriptors and memory of the process are measured.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
