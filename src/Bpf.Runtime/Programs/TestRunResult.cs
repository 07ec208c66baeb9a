namespace Bpf.Runtime;

/// <summary>Result of <see cref="BpfProgram.TestRun"/>.</summary>
/// <param name="ReturnValue">What the program returned.</param>
/// <param name="Duration">Mean time of a run.</param>
/// <param name="DataLength">Bytes of data that the program left.</param>
public readonly record struct TestRunResult(uint ReturnValue, TimeSpan Duration, int DataLength);
