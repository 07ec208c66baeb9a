using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf disasm FILE [PROGRAM]</summary>
internal static class DisassembleCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Argument<string?> name = new("program") { Description = "Only this program.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommonOptions.Json();
        Command command = new("disasm", "Show the instructions of programs as llvm-objdump does, with source lines.") { file, name, json };
        command.SetAction(result => Errors.Guard(() =>
        {
            foreach (ObjectSource source in ObjectSource.Open(result.GetValue(file)!))
            {
                using BpfObject target = BpfObject.Open(source.Contents, source.Name, new BpfObjectOptions { Dialect = BpfDialect.Cilium });
                IEnumerable<BpfProgram> programs = result.GetValue(name) is { } wanted ? [target.Programs[wanted]] : target.Programs;
                foreach (BpfProgram program in programs)
                    Write(target, program, result.GetValue(json));
            }

            return 0;
        }));
        return command;
    }

    private static void Write(BpfObject target, BpfProgram program, bool json)
    {
        StringWriter text = new();
        string? last = null;
        Disassembler.Write(program.Instructions, text, index =>
        {
            string? line = program.SourceOf(index)?.ToString();
            string? remark = line == last ? null : line;
            last = line;
            return remark;
        });
        if (json)
        {
            DisassemblyReport report = new(target.Name, program.Name, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Default.DisassemblyReport));
            return;
        }

        Console.WriteLine($"{program.Name} ({program.SectionName}):");
        Console.Write(text);
    }
}
