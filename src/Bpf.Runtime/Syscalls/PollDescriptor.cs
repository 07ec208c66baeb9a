using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public const short Input = 1; // POLLIN

    /// <summary>The file descriptor.</summary>
    public int Descriptor;

    /// <summary>What to wait for.</summary>
    public short Events;

    /// <summary>What has happened.</summary>
    public short Result;
}
