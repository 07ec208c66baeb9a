using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Checks whether an existing map matches a definition.</summary>
internal static class MapCompatibility
{
    // The kernel reports flags that it added itself, and omits that a map was created with a token.
    private const uint IgnoredFlags = (uint)MapFlags.TokenFd;

    /// <exception cref="BpfException">The map differs; the message lists every difference.</exception>
    public static void Require(BpfMap wanted, in MapInfo found, string subject, string path)
    {
        List<string> differences = Differences(wanted, found);
        if (differences.Count != 0)
        {
            throw new BpfException("reuse map", subject, Errno.EINVAL,
                $"The map pinned at '{path}' has {string.Join(", ", differences)}. Remove the pin or change the definition.");
        }
    }

    /// <summary>Returns every property in which a map differs from what is wanted, as "capacity 2 instead of 3".</summary>
    public static List<string> Differences(BpfMap wanted, in MapInfo found)
    {
        List<string> differences = [];
        void Compare(string what, object a, object b)
        {
            if (!a.Equals(b))
            {
                differences.Add($"{what} {b} instead of {a}");
            }
        }

        uint ignored = IgnoredFlags | (uint)(wanted.Kind?.AddedFlags ?? MapFlags.None);
        Compare("type", wanted.Type, (MapType)found.Type);
        Compare("key size", (uint)wanted.KeySize, found.KeySize);
        Compare("value size", (uint)wanted.ValueSize, found.ValueSize);
        Compare("capacity", wanted.MaxEntries, found.MaxEntries);
        Compare("flags", (MapFlags)((uint)wanted.Flags & ~ignored), (MapFlags)(found.Flags & ~ignored));
        Compare("extra value", wanted.Extra, found.Extra);
        return differences;
    }
}
