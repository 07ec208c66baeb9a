using System.Text;

namespace Bpf.Build.Tasks;

/// <summary>A response file for bpfc: one argument per line, unquoted.</summary>
internal sealed class BpfcArguments
{
    private readonly StringBuilder _lines = new();

    public BpfcArguments(string assembly) => _lines.Append(assembly).Append('\n');

    /// <summary>Adds an option without a value.</summary>
    public void Add(string option) => _lines.Append(option).Append('\n');

    /// <summary>Adds an option unless its value is empty, in which case bpfc uses its default.</summary>
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
