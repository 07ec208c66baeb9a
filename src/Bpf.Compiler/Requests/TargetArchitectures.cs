using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Names of the architectures.</summary>
public static class TargetArchitectures
{
    /// <summary>All architectures, in the order in which they are compiled by default.</summary>
    public static IReadOnlyList<TargetArchitecture> All { get; } = [TargetArchitecture.X64, TargetArchitecture.Arm64];

    /// <summary>The name used in file names and on the command line.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <returns><c>x86_64</c> or <c>aarch64</c>.</returns>
    public static string Name(this TargetArchitecture architecture)
        => architecture == TargetArchitecture.X64 ? CompilerOptionValues.X64 : CompilerOptionValues.Arm64;

    /// <summary>Finds an architecture by its name.</summary>
    /// <param name="name"><c>x86_64</c> or <c>aarch64</c>.</param>
    /// <param name="architecture">The architecture.</param>
    /// <returns>False when the name is not known.</returns>
    public static bool TryParse(string name, out TargetArchitecture architecture)
    {
        architecture = name == CompilerOptionValues.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64;
        return name is CompilerOptionValues.X64 or CompilerOptionValues.Arm64;
    }
}
