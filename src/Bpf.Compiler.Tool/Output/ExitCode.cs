namespace Bpf.Compiler.Tool.Output;

/// <summary>Exit codes of bpfc.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int Errors = 1;
    internal const int Usage = 2;
}
