using System.Text;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.Values;

/// <summary>The text of one <c>BpfHelpers.Print</c> while its calls are being imported.</summary>
internal sealed class PrintText
{
    /// <summary>Full name of the interpolated string handler.</summary>
    public const string HandlerType = "Bpf.BpfPrintHandler";

    private readonly StringBuilder _format = new();
    private readonly List<LLVMValueRef> _values = [];

    /// <summary>The values, 64 bits each.</summary>
    public IReadOnlyList<LLVMValueRef> Values => _values;

    /// <summary>The format string for the kernel, zero-terminated.</summary>
    public byte[] FormatBytes => [.. Encoding.UTF8.GetBytes(_format.ToString()), 0];

    public void Start()
    {
        _format.Clear();
        _values.Clear();
    }

    public PrintText AddLiteral(string text)
    {
        if (PrintFormats.FaultOfText(text) is { } fault)
        {
            throw new CompilationException(BpfDiagnostics.PrintFormat, fault);
        }

        _format.Append(text.Replace("%", "%%", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds a value.</summary>
    /// <param name="conversion">What follows the percent sign.</param>
    /// <param name="value">64 bits.</param>
    public void AddValue(string conversion, LLVMValueRef value)
    {
        if (_values.Count == PrintFormats.MostValues)
        {
            throw new CompilationException(BpfDiagnostics.PrintFormat, PrintFormats.TooManyValues);
        }

        _format.Append('%').Append(conversion);
        _values.Add(value);
    }
}
