using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public const short Input = 1; // POLLIN

    /// <summary>The file descriptor.</summary>
    public int Descriptor;

    /// <summary>Events to wait for.</summary>
    public short Events;

    /// <summary>Events that occurred.</summary>
    public short Result;
}
