using System.Globalization;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Source that cannot be compiled. Whoever knows the place catches it and adds it.</summary>
internal sealed class CompilationException(BpfDiagnostic diagnostic, params object[] arguments)
    : Exception(string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments))
{
    public BpfDiagnostic Diagnostic { get; } = diagnostic;
}
