using System.Text.Json.Nodes;

namespace Samples.Tools;

/// <summary>Rows that are written as they come, or collected for --json.</summary>
internal sealed class ToolTable
{
    private readonly TextWriter? _output;
    private readonly (string Name, int Width)[] _columns;

    public ToolTable(TextWriter? output, (string Name, int Width)[] columns)
    {
        _output = output;
        _columns = columns;
        Write(columns.Select(column => column.Name.ToUpperInvariant()));
    }

    /// <summary>The rows for --json; empty without it.</summary>
    public JsonArray Rows { get; } = [];

    /// <summary>Adds a row; a cell is text, a number, or <see cref="Nanoseconds"/>.</summary>
    public void Add(params object[] cells)
    {
        if (_output is not null)
        {
            Write(cells.Select(cell => cell.ToString()!));
            return;
        }

        JsonObject row = [];
        foreach (((string name, _), object cell) in _columns.Zip(cells))
        {
            row[name] = cell switch
            {
                int number => number,
                uint number => number,
                long number => number,
                ulong number => number,
                Nanoseconds duration => duration.Value,
                _ => cell.ToString(),
            };
        }

        Rows.Add((JsonNode)row);
    }

    private void Write(IEnumerable<string> cells)
        => _output?.WriteLine(string.Join(' ', cells.Zip(_columns, (cell, column)
            => column.Width < 0 ? cell.PadRight(-column.Width) : cell.PadLeft(column.Width))).TrimEnd());
}
