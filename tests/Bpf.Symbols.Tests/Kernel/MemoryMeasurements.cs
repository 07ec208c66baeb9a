namespace Bpf.Symbols.Tests.Kernel;

/// <summary>Tests that measure the memory of the process, in which no other may run meanwhile.</summary>
[CollectionDefinition(nameof(MemoryMeasurements), DisableParallelization = true)]
public sealed class MemoryMeasurements;
