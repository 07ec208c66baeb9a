using System.Globalization;

namespace Bpf.Shared;

/// <summary>The hook of a netfilter program, as text in its <see cref="AttachRecord"/>: family, hook and priority, maybe with <c>defragment</c>.</summary>
internal readonly struct NetfilterPlace
{
    private const string DefragmentWord = "defragment";

    public NetfilterPlace(int family, int hook, int priority, bool defragment)
    {
        Family = family;
        Hook = hook;
        Priority = priority;
        Defragment = defragment;
    }

    /// <summary><c>NFPROTO_*</c></summary>
    public int Family { get; }

    /// <summary><c>enum nf_inet_hooks</c></summary>
    public int Hook { get; }

    public int Priority { get; }

    public bool Defragment { get; }

    /// <summary>Parses the text of a record.</summary>
    public static bool TryParse(string text, out NetfilterPlace place)
    {
        string[] words = text.Split(' ');
        place = default;
        if (words.Length is not (3 or 4) || (words.Length == 4 && words[3] != DefragmentWord)
            || !TryParseNumber(words[0], out int family) || !TryParseNumber(words[1], out int hook) || !TryParseNumber(words[2], out int priority))
        {
            return false;
        }

        place = new NetfilterPlace(family, hook, priority, words.Length == 4);
        return true;
    }

    /// <summary>Formats the text of a record.</summary>
    public override string ToString()
        => string.Format(CultureInfo.InvariantCulture, Defragment ? "{0} {1} {2} " + DefragmentWord : "{0} {1} {2}", Family, Hook, Priority);

    private static bool TryParseNumber(string word, out int number)
        => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
