namespace Bpf.ReferenceKernels;

/// <summary>A kernel whose types are in the table.</summary>
/// <param name="Architecture">Machine as <c>uname -m</c> names it: <c>x86_64</c>, <c>aarch64</c>.</param>
/// <param name="Version">Major and minor version.</param>
/// <param name="Package">Debian package and its version, from which the types were read.</param>
internal sealed record ReferenceKernel(string Architecture, Version Version, string Package);
