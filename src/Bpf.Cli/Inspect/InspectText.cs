namespace Bpf.Cli;

/// <summary>Formats a report as text.</summary>
internal static class InspectText
{
    private const int MostSections = 40;
    private const int MostUsers = 4;

    public static void Write(InspectReport report, TextWriter output)
    {
        output.WriteLine($"{report.Name}: {report.Origin}");
        output.WriteLine($"  license {(report.License.Length == 0 ? "none" : report.License)}, {report.ByteOrder}, kernel {report.LowestKernel} or later");

        Head(output, "programs", report.Programs.Count);
        foreach (ProgramReport program in report.Programs)
        {
            string attachType = program.AttachType == "none" ? "" : $"/{program.AttachType}";
            string autoLoad = program.AutoLoad ? "" : ", not loaded by default";
            string source = program.Source is null ? "" : $", {program.Source}";
            output.WriteLine($"    {program.Name}  [{program.Section}]  {program.Type}{attachType}, "
                + $"{program.Instructions} instructions{autoLoad}{source}");
            if (program.Targets.Count > 1)
            {
                output.WriteLine($"      targets {string.Join(", ", program.Targets)}");
            }

            if (program.Attach is { } attach)
            {
                output.WriteLine($"      attaches here by {attach.Way}: {attach.Reason}{(attach.Warning is null ? "" : $" ({attach.Warning})")}");
            }
        }

        Head(output, "maps", report.Maps.Count);
        foreach (MapReport map in report.Maps)
        {
            string inner = map.Inner is null ? "" : $" of {map.Inner}";
            string key = Side(map.KeyType, map.KeySize);
            string value = Side(map.ValueType, map.ValueSize);
            string records = map.RecordType is null ? "" : $"records {Side(map.RecordType, map.RecordSize!.Value)}, ";
            string flags = map.Flags == "None" ? "" : $", {map.Flags}";
            string pin = map.PinPath is null ? "" : $", pinned at {map.PinPath}";
            output.WriteLine($"    {map.Name}  {map.Type}{inner}, key {key}, value {value}, {records}{map.MaxEntries} entries{flags}{pin}");
            if (map.InitialSlots is { } slots)
            {
                IEnumerable<string> filled = slots.Index().Where(slot => slot.Item is not null).Select(slot => $"[{slot.Index}] {slot.Item}");
                output.WriteLine($"      filled with {string.Join(", ", filled)}");
            }
        }

        Head(output, "global variables", report.Globals.Count);
        foreach (GlobalReport global in report.Globals)
        {
            output.WriteLine($"    {global.Section}  {global.Name}: {(global.Type is null ? "" : $"{global.Type}, ")}{global.Size} bytes");
        }

        Head(output, "externs", report.Externs.Count);
        foreach (ExternReport symbol in report.Externs)
        {
            output.WriteLine($"    {symbol.Name}: {symbol.Kind}{(symbol.Weak ? ", weak" : "")}");
        }

        Head(output, "CO-RE relocations", report.CoreRelocations.Count);
        foreach (IGrouping<string, RelocationReport> access in report.CoreRelocations.GroupBy(relocation => $"{relocation.Access}: {relocation.Kind}"))
        {
            IEnumerable<string> places = access.Select(relocation => $"{relocation.Section}+{relocation.Instruction}").Take(4);
            output.WriteLine($"    {access.Key}  in {string.Join(", ", places)}{(access.Count() > 4 ? " …" : "")}");
        }

        Head(output, "sections", report.Sections.Count);
        foreach (SectionReport section in report.Sections.Take(MostSections))
        {
            output.WriteLine($"    {section.Name}  {section.Kind}, {section.Size} bytes{(section.Executable ? ", code" : "")}");
        }

        if (report.Sections.Count > MostSections)
        {
            output.WriteLine($"    … and {report.Sections.Count - MostSections} more (--json shows all)");
        }

        if (report.Btf is { } btf)
        {
            output.WriteLine($"  BTF: {btf.Total} types ({string.Join(", ", btf.Kinds.Select(kind => $"{kind.Value} {kind.Key}"))})");
        }

        foreach (TypeReport type in report.Types ?? [])
        {
            output.WriteLine($"    [{type.Id}] {type.Kind} {type.Text}{(type.Size is null ? "" : $", {type.Size} bytes")}");
        }

        Head(output, "needs", report.Needs.Count);
        foreach (NeedReport need in report.Needs)
        {
            string users = string.Join(", ", need.UsedBy.Take(MostUsers));
            output.WriteLine($"    {need.Since,-5} {need.What}  ({users}{(need.UsedBy.Count > MostUsers ? " …" : "")})");
        }

        DelegationReport delegation = report.Delegation;
        output.WriteLine("  to load with a token, the BPF file system must delegate");
        output.WriteLine($"    delegate_cmds={string.Join(':', delegation.Commands)} delegate_maps={string.Join(':', delegation.Maps)} "
            + $"delegate_progs={string.Join(':', delegation.Programs)} delegate_attachs={string.Join(':', delegation.AttachTypes)}");
    }

    private static void Head(TextWriter output, string what, int count)
    {
        if (count > 0)
        {
            output.WriteLine($"  {what} ({count})");
        }
    }

    private static string Side(string? type, int size) => type is null ? $"{size} bytes" : $"{type} ({size} bytes)";
}
