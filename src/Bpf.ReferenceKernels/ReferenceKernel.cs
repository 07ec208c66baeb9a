namespace Bpf.ReferenceKernels;

/// <summary>A kernel with its types in the table.</summary>
/// <param name="Architecture">Machine, as printed by <c>uname -m</c>: <c>x86_64</c>, <c>aarch64</c>.</param>
/// <param name="Version">Major and minor version.</param>
/// <param name="Package">Debian package and version that the types were read from.</param>
internal sealed record ReferenceKernel(string Architecture, Version Version, string Package);
