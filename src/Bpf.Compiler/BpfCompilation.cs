using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Passes;
using Bpf.Compiler.Reference;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>The compiler: IL in, BPF objects out.</summary>
public static class BpfCompilation
{
    /// <summary>Compiles every <c>[BpfObject]</c> class of an assembly.</summary>
    /// <param name="request">What to compile.</param>
    /// <returns>Objects, or the errors that prevent them. Errors in the source are diagnostics, never exceptions.</returns>
    /// <exception cref="ArgumentException">The request names a pass that does not exist.</exception>
    /// <exception cref="IOException">The assembly cannot be read.</exception>
    /// <exception cref="LlvmNotFoundException">There is something to compile, but no libLLVM was found.</exception>
    /// <exception cref="LlvmTooOldException">The libLLVM asked for lacks what the request needs.</exception>
    public static CompilationResult Compile(CompilationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.AfterPass is { } pass && !PassPipeline.Names.Contains(pass))
        {
            throw new ArgumentException($"there is no pass '{pass}'; the passes are {string.Join(", ", PassPipeline.Names)}", nameof(request));
        }

        DiagnosticBag diagnostics = new();
        List<CompiledObject> objects = [];
        using TypeSystem typeSystem = new(request.AssemblyPath, request.References, request.FrameworkDirectory);
        try
        {
            IReadOnlyList<ObjectDeclaration> declarations = ObjectDiscovery.Find(typeSystem.Main, diagnostics);
            if (declarations.Count > 0)
            {
                LlvmLibrary.Load(request.LlvmPath).Require(request.Cpu);
                if (!typeSystem.Main.HasSymbols)
                {
                    diagnostics.Report(BpfDiagnostics.NoSymbols, null, System.IO.Path.GetFileName(request.AssemblyPath));
                }
            }

            foreach (ObjectDeclaration declaration in declarations)
            {
                KernelTypeCheck kernelTypes = new(diagnostics, request.MinimumKernel);
                foreach (TargetArchitecture architecture in request.Architectures)
                {
                    if (ObjectCompiler.Compile(declaration, architecture, request, typeSystem, diagnostics, kernelTypes) is { } compiled)
                    {
                        objects.Add(compiled);
                    }
                }

                kernelTypes.Report();
            }
        }
        catch (MetadataException exception)
        {
            diagnostics.Report(BpfDiagnostics.FileAccess, exception.Explanation, null, []);
        }

        return new CompilationResult(diagnostics.HasErrors ? [] : objects, diagnostics.InSourceOrder()) { FilesRead = [.. typeSystem.FilesRead] };
    }
}
