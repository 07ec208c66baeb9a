using System.Runtime.InteropServices;

namespace Bpf.Symbols.Syscalls;

/// <summary>The architecture this process runs on.</summary>
internal static class HostArchitecture
{
    /// <summary>
    /// The value of <see cref="RuntimeInformation.ProcessArchitecture"/>. The IL trimmer replaces that property with a constant, and fails with an
    /// index out of range if a <c>switch</c> on it has no case as low as the constant. A stored value is left alone.
    /// </summary>
    public static Architecture Current { get; } = RuntimeInformation.ProcessArchitecture;
}
