namespace Bpf.Compiler.Tool.Output;

/// <summary>What bpfc ends with.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int Errors = 1;
    internal const int Usage = 2;
}
