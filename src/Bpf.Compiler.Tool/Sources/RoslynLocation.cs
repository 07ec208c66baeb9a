using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>Locates Roslyn for a bpfc that is not native code: in the SDK that runs the build, so that the package does not have to ship it.</summary>
internal static class RoslynLocation
{
    /// <summary>Lets the runtime fall back to a directory when it cannot find an assembly.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed bpfc is native code and includes Roslyn.")]
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
