using System.Globalization;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Thrown for source that cannot be compiled. The handler that knows the source location adds it.</summary>
internal sealed class CompilationException(BpfDiagnostic diagnostic, params object[] arguments)
    : Exception(string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments))
{
    public BpfDiagnostic Diagnostic { get; } = diagnostic;
}
