using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf load FILE…</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("file") { Description = "BPF object files, or .NET assemblies with embedded objects.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = CommonOptions.Json();
        Option<string?> btf = new("--btf") { Description = "File with the types that CO-RE relocations adapt to, instead of the running kernel's." };
        Option<BpfDialect> dialect = new("--dialect") { Description = "Whose conventions the object follows." };
        Option<string[]> types = new("--type") { Description = "PROGRAM=TYPE: type of a program whose section does not say it. May be repeated." };
        Option<string?> token = new("--token") { Description = "BPF file system to make a token from; empty for no token." };
        Command command = new("load", "Load objects into the kernel and unload them: do they load here, and if not, why. Exit code 0 only if all load.")
        {
            files, json, btf, dialect, types, token,
        };
        command.SetAction(result => Errors.Guard(() =>
        {
            BpfObjectOptions options = new()
            {
                TargetBtfPath = result.GetValue(btf),
                Dialect = result.GetValue(dialect),
                TokenPath = result.GetValue(token),
            };
            bool all = true;
            foreach (string file in result.GetValue(files)!)
            {
                foreach (ObjectSource source in ObjectSource.Open(file))
                {
                    LoadReport report = Load(source, options, result.GetValue(types) ?? []);
                    all &= report.Ok;
                    if (result.GetValue(json))
                        Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Default.LoadReport));
                    else
                        Write(report);
                }
            }

            return all ? 0 : 1;
        }));
        return command;
    }

    private static LoadReport Load(ObjectSource source, BpfObjectOptions options, string[] types)
    {
        try
        {
            using BpfObject target = BpfObject.Open(source.Contents, source.Name, options);
            foreach (string assignment in types)
            {
                string[] parts = assignment.Split('=', 2);
                if (parts.Length != 2 || !Enum.TryParse(parts[1], ignoreCase: true, out ProgramType type))
                    throw new BpfException("understand", $"--type {assignment}", null, $"Write PROGRAM=TYPE, where TYPE is one of {string.Join(", ", Enum.GetNames<ProgramType>())}.");

                target.Programs[parts[0]].Type = type;
            }

            target.Load();
            return new LoadReport(target.Name, source.Origin, true, null, null, [.. target.Programs.Select(Describe)]);
        }
        catch (BpfException exception)
        {
            return new LoadReport(source.Name, source.Origin, false, exception.Message, (exception as VerifierException)?.Log, []);
        }
    }

    private static LoadedProgramReport Describe(BpfProgram program) => new(
        program.Name,
        program.IsLoaded,
        program is ProbeProgram { IsLoaded: true } probe ? probe.AttachDecision.ToString() : null,
        program.IsLoaded ? program.GetInfo().VerifiedInstructions : null);

    private static void Write(LoadReport report)
    {
        Console.WriteLine($"{report.Name} ({report.Origin}): {(report.Ok ? "ok" : report.Error)}");
        foreach (LoadedProgramReport program in report.Programs)
        {
            string state = program.Ok ? $"ok, {program.VerifiedInstructions} instructions verified" : "not loaded";
            Console.WriteLine($"  {program.Name}: {state}{(program.Decision is null ? "" : $", {program.Decision}")}");
        }
    }
}
