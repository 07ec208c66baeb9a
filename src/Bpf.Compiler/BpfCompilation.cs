namespace Bpf.Compiler;

/// <summary>The compiler: IL in, BPF objects out.</summary>
public static class BpfCompilation
{
    /// <summary>Compiles every <c>[BpfObject]</c> class of an assembly.</summary>
    /// <param name="request">What to compile.</param>
    /// <returns>Objects, or the errors that prevent them. Errors in the source are diagnostics, never exceptions.</returns>
    /// <exception cref="IOException">The assembly cannot be read.</exception>
    public static CompilationResult Compile(CompilationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CompilationResult([], []);
    }
}
