using System.Text;

namespace Bpf.Generators.Writing;

/// <summary>Builds source text line by line, indented by braces.</summary>
internal sealed class IndentedWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Appends a line; an empty line is not indented.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _level * SpacesPerLevel).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Appends a header and an opening brace.</summary>
    public void Open(string header)
    {
        Line(header);
        Line("{");
        _level++;
    }

    /// <summary>Appends a closing brace.</summary>
    public void Close()
    {
        _level--;
        Line("}");
    }

    /// <summary>Appends an XML documentation summary.</summary>
    /// <param name="lines">Lines of XML text.</param>
    public void Summary(params string[] lines)
    {
        if (lines.Length == 1)
        {
            Line($"/// <summary>{lines[0]}</summary>");
            return;
        }

        Line("/// <summary>");
        foreach (string line in lines)
        {
            Line("/// " + line);
        }

        Line("/// </summary>");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
