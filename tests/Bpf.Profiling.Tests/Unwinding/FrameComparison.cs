using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.Elf;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>Compares the rows of a file with those that readelf prints.</summary>
internal sealed class FrameComparison
{
    private const int MostKept = 5;
    private static readonly string[] s_x64 =
        ["rax", "rdx", "rcx", "rbx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "ra"];

    private static readonly string[] s_arm64 = [.. Enumerable.Range(0, 31).Select(i => $"x{i}"), "sp"];
    private readonly ElfFile _file;
    private readonly FrameFile _frames;
    private readonly FrameTable _table;
    private readonly string[] _names;

    private FrameComparison(ElfFile file)
    {
        _file = file;
        _frames = new(file);
        _table = new(_frames.Architecture);
        _names = _frames.Architecture == FrameArchitecture.X64 ? s_x64 : s_arm64;
    }

    public int Functions { get; private set; }

    public int Rows { get; private set; }

    /// <summary>The first differences.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Compares all functions of a file.</summary>
    public static FrameComparison Of(string path)
    {
        using MappedFile mapped = MappedFile.Open(path);
        FrameComparison comparison = new(new ElfFile(mapped, path));
        using Process readelf = Process.Start(new ProcessStartInfo("readelf", ["-wF", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = readelf.StandardError.ReadToEndAsync();
        foreach (ReadelfTables.Function function in ReadelfTables.Parse(readelf.StandardOutput))
        {
            comparison.Compare(function);
        }

        readelf.WaitForExit();
        _ = errors.Result;
        return comparison;
    }

    private void Compare(ReadelfTables.Function expected)
    {
        Functions++;
        if (UnwindRecords.InSection(_file, Encoding.UTF8.GetBytes(expected.Section)) is not { } records || records.EntryAt(expected.Position) is not { } function)
        {
            Differ($"{expected.Section}+{expected.Position:x}: not read");
            return;
        }

        if (function.Start != expected.Start || function.Start + function.Size != expected.End)
        {
            Differ($"{expected.Section}+{expected.Position:x}: {function.Start:x}..{function.Start + function.Size:x} instead of {expected.Start:x}..{expected.End:x}");
        }

        _table.Enter(records, function);
        int row = 0;
        while (_table.MoveNext())
        {
            if (expected.Rows.Count > 0)
            {
                string found = $"{_table.Start:x} {Frame()} {string.Join(' ', expected.Columns.Select(name => Cell(name, function.Common.ReturnRegister)))}";
                string wanted = row < expected.Rows.Count ? Known($"{expected.Rows[row].Location:x}", expected.Rows[row].Cells, expected.Columns) : "nothing";
                if (found.TrimEnd() != wanted.TrimEnd())
                {
                    Differ($"{expected.Section}+{expected.Position:x}: {found} instead of {wanted}");
                }
            }

            FindAgain(function);
            row++;
        }

        Rows += row;
        if (_table.IsDamaged || row < expected.Rows.Count)
        {
            Differ($"{expected.Section}+{expected.Position:x}: {row} rows instead of {expected.Rows.Count}");
        }
    }

    // The table for searching must lead to the same row; functions of size 0 and those of discarded code are in no table.
    private void FindAgain(in UnwindEntry function)
    {
        if (_table.Start >= _table.End || function.Start == 0 || !function.Covers(_table.Start))
        {
            return;
        }

        FrameRow? found = _frames.RowAt(_table.Start);
        FrameRow? expected = _table.ToRow();
        if (!Equals(found, expected))
        {
            Differ($"{_table.Start:x}: found {(found is null ? "nothing" : "another row")} by address");
        }
    }

    private string Known(string location, string[] cells, string[] columns)
    {
        StringBuilder text = new($"{location} {cells[0]}");
        for (int i = 0; i < columns.Length; i++)
        {
            text.Append(' ').Append(IndexOf(columns[i], 0) < 0 ? "-" : cells[i + 1]);
        }

        return text.ToString();
    }

    private int IndexOf(string column, ulong returnRegister) => column == "ra" ? (int)returnRegister : Array.IndexOf(_names, column);

    private string Frame() => _table.Frame.Kind switch
    {
        RuleKind.Expression => "exp",
        RuleKind.Register => $"{_names[(int)_table.Frame.Register]}{Signed(_table.Frame.Offset)}",
        _ => "?",
    };

    private string Cell(string name, ulong returnRegister)
    {
        int index = IndexOf(name, returnRegister);
        if (index < 0)
        {
            return "-";
        }

        ColumnState column = _table.Registers[index];
        return column.Kind switch
        {
            RuleKind.Unspecified or RuleKind.Undefined => "u",
            RuleKind.Same => "s",
            RuleKind.AtOffset => $"c{Signed(column.Offset)}",
            RuleKind.FrameOffset => $"v{Signed(column.Offset)}",
            RuleKind.Register => _names[(int)column.Register],
            RuleKind.AtExpression => "exp",
            _ => "vexp",
        };
    }

    private static string Signed(long offset) => offset.ToString("+0;-0", CultureInfo.InvariantCulture);

    private void Differ(string text)
    {
        if (Differences.Count < MostKept)
        {
            Differences.Add(text);
        }
    }
}
