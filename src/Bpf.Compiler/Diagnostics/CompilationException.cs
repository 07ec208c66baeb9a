using System.Globalization;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Thrown for source that cannot be compiled. The handler that knows the source location adds it.</summary>
internal sealed class CompilationException(BpfDiagnostic diagnostic, params object[] arguments)
    : Exception(string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments))
{
    public BpfDiagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The location of the declaration at fault, which is reported once however often it is used; null when the place of use is at fault.</summary>
    public SourceLocation? Declaration { get; init; }
}
