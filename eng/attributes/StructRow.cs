namespace Bpf.Attributes;

/// <summary>A line of structs.tsv: which part of which kernel type becomes which C# struct.</summary>
/// <param name="Name">Name of the C# struct.</param>
/// <param name="Source">Name of the kernel's struct or union.</param>
/// <param name="Member">A named member, with dots to go deeper, or a field that identifies an unnamed member; empty for the whole type.</param>
/// <param name="Prefix">Prefix of field names that is omitted in C#.</param>
/// <param name="Summary">Documentation.</param>
internal sealed record StructRow(string Name, string Source, string Member, string Prefix, string Summary)
{
    public static IReadOnlyList<StructRow> ReadAll(string path)
    {
        List<StructRow> rows = [];
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] cells = line.Split('\t');
            rows.Add(new StructRow(cells[0], cells[1], cells[2], cells[3], cells[4]));
        }

        return rows;
    }
}
