// What runs side by side is slower.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
