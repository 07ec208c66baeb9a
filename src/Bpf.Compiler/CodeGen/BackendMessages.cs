using System.Text.RegularExpressions;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>What LLVM's code generator says. It goes on after errors and calls the result a success, so they must be counted.</summary>
internal sealed partial class BackendMessages
{
    private readonly List<string> _errors = [];

    public void Add(LLVMDiagnosticInfoRef diagnostic)
    {
        if (diagnostic.Severity == LLVMDiagnosticSeverity.LLVMDSError)
        {
            _errors.Add(diagnostic.Description);
        }
    }

    public void ReportTo(DiagnosticBag diagnostics)
    {
        foreach (string error in _errors.Distinct())
        {
            SourceLocation? location = Place().Match(error) is { Success: true } match
                ? new SourceLocation(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan), int.Parse(match.Groups[3].ValueSpan))
                : null;
            if (error.Contains("stack limit", StringComparison.Ordinal))
            {
                diagnostics.Report(BpfDiagnostics.StackLimit, location, "A function needs more than 512 bytes");
            }
            else if (BuiltIn().Match(error) is { Success: true } builtIn)
            {
                diagnostics.Report(BpfDiagnostics.BlockOperation, location, builtIn.Groups[1].Value);
            }
            else
            {
                diagnostics.Report(BpfDiagnostics.BackendError, location, error);
            }
        }
    }

    [GeneratedRegex(@"(?:error: )?([^\s:]+\.cs):(\d+):(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("built-in function '([^']+)'")]
    private static partial Regex BuiltIn();
}
