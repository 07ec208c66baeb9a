using System.Text.RegularExpressions;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Messages of LLVM's code generator. It continues after errors and reports success, so errors must be counted here.</summary>
internal sealed partial class BackendMessages
{
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, int> _frames = [];

    /// <summary>Stack size in bytes of each function that uses any, by its name in the module.</summary>
    public IReadOnlyDictionary<string, int> Frames => _frames;

    public void Add(LLVMDiagnosticInfoRef diagnostic)
    {
        string text = diagnostic.Description;
        if (diagnostic.Severity == LLVMDiagnosticSeverity.LLVMDSError)
        {
            _errors.Add(text);
        }
        else if (Frame().Match(text) is { Success: true } frame)
        {
            _frames[frame.Groups[2].Value] = int.Parse(frame.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
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
                continue; // reported by the stack budget, with size and callers
            }

            if (BuiltIn().Match(error) is { Success: true } builtIn && builtIn.Groups[1].Value.StartsWith("mem", StringComparison.Ordinal))
            {
                diagnostics.Report(BpfDiagnostics.BlockOperation, location, builtIn.Groups[1].Value);
            }
            else if (error.Contains("XADD return value", StringComparison.Ordinal))
            {
                diagnostics.Report(BpfDiagnostics.BackendError, location,
                    "the instruction sets v1 and v2 do not have an atomic addition that returns a result; set BpfCpu to v3, or do not use the result");
            }
            else
            {
                diagnostics.Report(BpfDiagnostics.BackendError, location, error);
            }
        }
    }

    [GeneratedRegex(@"(?:error: )?([^\s:]+\.cs):(\d+):(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"stack frame size \((\d+)\) exceeds limit \(0\) in function '([^']+)'")]
    private static partial Regex Frame();

    [GeneratedRegex("built-in function '([^']+)'")]
    private static partial Regex BuiltIn();
}
