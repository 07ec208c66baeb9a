using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Whether a pinned map is what a definition asks for.</summary>
internal static class MapCompatibility
{
    // The kernel reports flags that it added itself, and a map that was created through a token does not show it.
    private const uint IgnoredFlags = (uint)MapFlags.TokenFd;

    /// <exception cref="BpfException">The map differs; the message lists every difference.</exception>
    public static void Require(BpfMap wanted, in MapInfo found, string subject, string path)
    {
        List<string> differences = [];
        void Compare(string what, object a, object b)
        {
            if (!a.Equals(b))
                differences.Add($"{what} {b} instead of {a}");
        }

        uint ignored = IgnoredFlags;
        if (wanted.Type is MapType.DeviceMap or MapType.DeviceMapHash)
            ignored |= (uint)MapFlags.ProgramReadOnly; // set by the kernel

        Compare("type", wanted.Type, (MapType)found.Type);
        Compare("key size", (uint)wanted.KeySize, found.KeySize);
        Compare("value size", (uint)wanted.ValueSize, found.ValueSize);
        Compare("capacity", wanted.MaxEntries, found.MaxEntries);
        Compare("flags", (MapFlags)((uint)wanted.Flags & ~ignored), (MapFlags)(found.Flags & ~ignored));
        Compare("extra value", wanted.Extra, found.Extra);
        if (differences.Count != 0)
            throw new BpfException("reuse for map", subject, Errno.EINVAL, $"The map pinned at '{path}' has {string.Join(", ", differences)}. Remove the pin or change the definition.");
    }
}
