using System.Text;

namespace Bpf.Build.Tasks;

/// <summary>A response file: one argument per line.</summary>
internal sealed class ToolArguments
{
    private readonly StringBuilder _lines = new();

    public ToolArguments(string first) => _lines.Append(first).Append('\n');

    /// <summary>Adds an option without a value.</summary>
    public void Add(string option) => _lines.Append(option).Append('\n');

    /// <summary>Adds an option unless its value is empty, in which case the tool uses its default.</summary>
    public void Add(string option, string value)
    {
        if (value.Length > 0)
        {
            _lines.Append(option).Append('\n').Append(value).Append('\n');
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _lines.ToString();
}
