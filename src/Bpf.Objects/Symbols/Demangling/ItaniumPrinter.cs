using System.Text;

namespace Bpf.Objects.Symbols.Demangling;

/// <summary>Output of a demangled name, with a length limit: substitutions can make the name of a short symbol endless.</summary>
internal sealed class ItaniumPrinter
{
    private const int LongestName = 1 << 16;
    private readonly StringBuilder _text = new();

    /// <summary>Index of the parameter pack element being written; -1 outside an expansion.</summary>
    public int PackIndex { get; set; } = -1;

    /// <summary>Size of the packs encountered since the last reset; -1 for none.</summary>
    public int PackSize { get; set; } = -1;

    /// <summary>False when the name is too long to be plausible.</summary>
    public bool IsWithinLimit => _text.Length < LongestName;

    /// <summary>Number of characters written.</summary>
    public int Length
    {
        get => _text.Length;
        set => _text.Length = value;
    }

    /// <summary>The last character; zero at the start.</summary>
    public char Last => _text.Length == 0 ? '\0' : _text[^1];

    /// <summary>Writes text.</summary>
    public void Write(string text)
    {
        if (IsWithinLimit)
        {
            _text.Append(text);
        }
    }

    /// <summary>Writes nodes separated by commas, skipping those that write nothing, such as empty packs.</summary>
    public void WriteList(IReadOnlyList<ItaniumNode> nodes)
    {
        bool isFirst = true;
        foreach (ItaniumNode node in nodes)
        {
            int before = Length;
            if (!isFirst)
            {
                Write(", ");
            }

            int start = Length;
            node.Write(this);
            if (Length == start)
            {
                Length = before;
            }
            else
            {
                isFirst = false;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
