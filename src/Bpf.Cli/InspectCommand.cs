using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf inspect FILE</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Option<bool> json = CommonOptions.Json();
        Command command = new("inspect", "Show what an object has: programs, maps, globals, externs, relocations, what it needs.") { file, json };
        command.SetAction(result => Errors.Guard(() =>
        {
            foreach (ObjectSource source in ObjectSource.Open(result.GetValue(file)!))
            {
                using BpfObject target = BpfObject.Open(source.Contents, source.Name, new BpfObjectOptions { Dialect = BpfDialect.Cilium });
                InspectReport report = ObjectInspector.Inspect(target, source.Origin);
                if (result.GetValue(json))
                    Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Default.InspectReport));
                else
                    Write(report);
            }

            return 0;
        }));
        return command;
    }

    private static void Write(InspectReport report)
    {
        Console.WriteLine($"{report.Name} ({report.Origin}), licence {(report.License.Length == 0 ? "none" : report.License)}, {report.BtfTypes} BTF types");
        foreach (ProgramReport program in report.Programs)
            Console.WriteLine($"  program {program.Name}: {program.Section}, {program.Type}, {program.Instructions} instructions{(program.AutoLoad ? "" : ", not loaded automatically")}");
        foreach (MapReport map in report.Maps)
            Console.WriteLine($"  map {map.Name}: {map.Type}, key {map.KeySize}, value {map.ValueSize}, {map.MaxEntries} entries, flags {map.Flags}");
        foreach (GlobalReport global in report.Globals)
            Console.WriteLine($"  variable {global.Section}:{global.Name}: {global.Size} bytes");
        foreach (ExternReport symbol in report.Externs)
            Console.WriteLine($"  extern {symbol.Name}: {symbol.Kind}{(symbol.Weak ? ", weak" : "")}");
        foreach (RelocationReport relocation in report.CoreRelocations)
            Console.WriteLine($"  CO-RE {relocation.Section}+{relocation.Instruction}: {relocation.Kind} of {relocation.Access}");
        foreach (string need in report.Needs)
            Console.WriteLine($"  needs {need}");
    }
}
