using Bpf.Runtime.Processes;
using Bpf.Symbols.Files;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Places of a program that are attached or about to be.</summary>
/// <param name="File">The file the path led to at the time.</param>
/// <param name="Places">The places.</param>
internal sealed record AttachedPlaces(FileIdentity File, UprobePlaces Places)
{
    private Dictionary<ulong, ulong>? _cookies;

    /// <summary>The link; <see langword="null"/> before attaching.</summary>
    public Link? Link { get; init; }

    /// <summary>Returns whether a call could hit both these places and others with the same cookie.</summary>
    public bool Repeats(AttachedPlaces others)
    {
        if (File != others.File || Places.IsReturn != others.Places.IsReturn || !SharesProcess(others))
        {
            return false;
        }

        _cookies ??= CookiesByOffset();
        for (int i = 0; i < others.Places.Offsets.Length; i++)
        {
            if (_cookies.TryGetValue(others.Places.Offsets[i], out ulong cookie) && cookie == (others.Places.Cookies?[i] ?? 0))
            {
                return true;
            }
        }

        return false;
    }

    private bool SharesProcess(AttachedPlaces others)
    {
        int one = ProcessIds.Resolve(Places.ProcessId);
        int other = ProcessIds.Resolve(others.Places.ProcessId);
        return one == other || one == UprobeTarget.AllProcesses || other == UprobeTarget.AllProcesses;
    }

    // A list may contain a place twice; which of its cookies counts does not matter.
    private Dictionary<ulong, ulong> CookiesByOffset()
    {
        Dictionary<ulong, ulong> cookies = [];
        for (int i = 0; i < Places.Offsets.Length; i++)
        {
            cookies[Places.Offsets[i]] = Places.Cookies?[i] ?? 0;
        }

        return cookies;
    }
}
