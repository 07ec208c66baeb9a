namespace Bpf.Runtime;

/// <summary>Result of <see cref="BpfProgram.TestRun"/>.</summary>
/// <param name="ReturnValue">Return value of the program.</param>
/// <param name="Duration">Mean duration of a run.</param>
/// <param name="DataLength">Size of the output data in bytes.</param>
public readonly record struct TestRunResult(uint ReturnValue, TimeSpan Duration, int DataLength);
