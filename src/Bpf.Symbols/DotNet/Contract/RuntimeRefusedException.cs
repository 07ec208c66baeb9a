namespace Bpf.Symbols.DotNet.Contract;

/// <summary>The structures of a runtime will not be read.</summary>
internal sealed class RuntimeRefusedException(DotNetProblem problem, string reason) : Exception(reason)
{
    public DotNetProblem Problem { get; } = problem;
}
