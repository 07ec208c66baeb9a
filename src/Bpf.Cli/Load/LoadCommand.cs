using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The command <c>bpf load FILE…</c>.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("file")
        {
            Description = "BPF object files, or .NET assemblies or programs that contain BPF objects.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> chosen = CommonOptions.Object();
        Option<bool> json = CommonOptions.Json();
        Option<string?> btf = new("--btf") { Description = "BTF file against which to resolve CO-RE relocations instead of the running kernel's types.",
            HelpName = "PATH" };
        Option<BpfDialect> dialect = new("--dialect") { Description = "Conventions the object follows." };
        Option<Dictionary<string, ProgramType>> types = new("--type")
        {
            Description = "Type of a program whose section does not specify it. May be repeated.",
            HelpName = "PROGRAM=TYPE",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ProgramTypes.Parse,
        };
        Option<string?> token = CommonOptions.Token();
        Command command = new("load", "Load objects into the kernel and unload them, to check whether they load on this machine and, if not, why. "
            + "Exits with code 0 only if all load.")
        {
            files, chosen, json, btf, dialect, types, token,
        };
        command.SetAction(result => Errors.Guard(result.GetValue(json), "load", () =>
        {
            ObjectLoading loading = new(
                new BpfObjectOptions { TargetBtfPath = result.GetValue(btf), Dialect = result.GetValue(dialect), TokenPath = result.GetValue(token) },
                result.GetValue(types) ?? [],
                result.GetValue(chosen) ?? []);
            bool all = true;
            foreach (string file in result.GetValue(files)!)
            {
                foreach (LoadReport report in loading.Load(file))
                {
                    all &= report.Ok;
                    if (result.GetValue(json))
                    {
                        Console.WriteLine(JsonSerializer.Serialize(report, LoadJson.Default.LoadReport));
                    }
                    else
                    {
                        Write(report);
                    }
                }
            }

            if (loading.Missing.ToArray() is { Length: > 0 } missing)
            {
                throw new BpfException("set the type of program", missing[0], null, "None of the objects that could be opened has a program of this name.");
            }

            return all ? 0 : 1;
        }));
        return command;
    }

    private static void Write(LoadReport report)
    {
        Console.WriteLine($"{report.Origin}: {(report.Ok ? "ok" : "failed")}");
        if (!report.Ok && report.Programs.All(program => program.Ok))
        {
            Console.WriteLine($"  {report.Error}");
        }

        foreach (LoadedProgramReport program in report.Programs)
        {
            string text = program.State switch
            {
                "loaded" => $"ok{(program.VerifiedInstructions is { } count ? $", {count} instructions verified" : "")}",
                "failed" when program.Failure is VerifierException failure => $"failed\n    {RefusalOutput.Headline(failure)}",
                "failed" => $"failed\n    {program.Error!.ReplaceLineEndings("\n    ")}",
                _ => "not loaded: its section name begins with '?'",
            };
            Console.WriteLine($"  {program.Name}: {text}{(program.Decision is null ? "" : $"; {program.Decision}")}");
            if (program.Failure is VerifierException refusal)
            {
                RefusalOutput.Write(Console.Out, refusal, "    ", Terminal.OutputHasColors);
            }
        }
    }
}
