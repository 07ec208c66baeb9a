// Parallel tests would slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
