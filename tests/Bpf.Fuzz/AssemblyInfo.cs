// Descriptors and processor time of the process are measured.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
