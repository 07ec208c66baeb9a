using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>Where a bpfc that is not native code finds Roslyn: in the SDK that runs the build, so that the package need not carry it.</summary>
internal static class RoslynLocation
{
    /// <summary>Lets the runtime load assemblies from a directory when it finds them nowhere else.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed bpfc is native code and has Roslyn inside.")]
    public static void Use(string directory)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return;
        }

        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(directory, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
