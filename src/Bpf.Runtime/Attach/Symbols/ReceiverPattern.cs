namespace Bpf.Runtime.Attach.Symbols;

/// <summary>
/// A glob over Go names. A star between an opening parenthesis and a letter denotes a pointer receiver: <c>main.(*T).*</c> matches the methods of
/// <c>*T</c>, not those of every type whose name ends in T.
/// </summary>
internal sealed class ReceiverPattern
{
    private const byte Pointer = 1;
    private readonly byte[] _pattern;

    private ReceiverPattern(byte[] pattern) => _pattern = pattern;

    /// <summary>Parses a glob; <see langword="null"/> when it has no receivers.</summary>
    public static ReceiverPattern? Of(ReadOnlySpan<byte> glob)
    {
        byte[]? pattern = null;
        for (int i = 1; i < glob.Length - 1; i++)
        {
            if (glob[i] == (byte)'*' && glob[i - 1] == (byte)'(' && (char.IsAsciiLetter((char)glob[i + 1]) || glob[i + 1] is (byte)'_' or >= 0x80))
            {
                (pattern ??= glob.ToArray())[i] = Pointer;
            }
        }

        return pattern is null ? null : new(pattern);
    }

    /// <summary>Returns whether the name matches.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        byte[] pointers = new byte[name.Length];
        name.Replace(pointers, (byte)'*', Pointer);
        return SymbolPattern.Matches(_pattern, pointers);
    }
}
