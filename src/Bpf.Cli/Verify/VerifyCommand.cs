using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>The command <c>bpf verify FILE|PROJECT… --kernels LIST</c>.</summary>
internal static class VerifyCommand
{
    private const int DefaultPatience = 60;

    public static Command Create()
    {
        Argument<string[]> files = new("file")
        {
            Description = "BPF object files, .NET assemblies or programs that contain BPF objects, or projects (or their folders), which are built first.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> lists = new("--kernels")
        {
            Description = "Versions of kernels, such as 5.10,6.1,6.12,7.3,aarch64-6.12: packages of Debian, which are downloaded when they are used first.",
            HelpName = "LIST",
        };
        Option<string[]> images = new("--kernel") { Description = "File of another kernel (vmlinuz). May be repeated.", HelpName = "PATH" };
        Option<int> timeout = new("--timeout")
        {
            Description = "Seconds after which a virtual machine that says nothing is stopped.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultPatience,
        };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out int seconds) && seconds <= 0)
            {
                result.AddError($"--timeout {text}: it is a positive number of seconds.");
            }
        });
        Option<bool> diagnostics = new("--diagnostics")
        {
            Description = "Write only what is wrong, as compilers write errors: FILE(LINE,COLUMN): error BPF0445: …",
        };
        Option<string[]> chosen = CommonOptions.Object();
        Option<bool> json = CommonOptions.Json();
        Command command = new("verify", "Load each program on other kernels, in virtual machines, without root. Exits with code 0 only if all load "
            + "on all kernels.")
        {
            files, lists, images, timeout, chosen, diagnostics, json,
        };
        command.Validators.Add(result =>
        {
            if (!(result.GetValue(lists) ?? []).SelectMany(KernelChoice.Parse).Any() && result.GetValue(images) is null or [])
            {
                result.AddError("Name the kernels: --kernels 6.1,6.12, or --kernel PATH.");
            }
        });
        command.SetAction(result => Errors.Guard(result.GetValue(json), "verify", () =>
        {
            IEnumerable<KernelChoice> named = (result.GetValue(lists) ?? []).SelectMany(KernelChoice.Parse);
            KernelChoice[] kernels = [.. named.Concat((result.GetValue(images) ?? []).Select(KernelChoice.OfFile)).DistinctBy(kernel => kernel.Name)];
            VerifyInput[] inputs = [.. result.GetValue(files)!.Select(file => VerifyInput.Of(file, result.GetValue(chosen) ?? []))];
            Verification verification = new(inputs, kernels, TimeSpan.FromSeconds(result.GetValue(timeout)));
            IReadOnlyList<ProgramRow> rows = verification.Run();
            if (result.GetValue(diagnostics))
            {
                VerifyDiagnostics.Write(Console.Out, rows, verification.Failures);
            }
            else if (result.GetValue(json))
            {
                WriteJson(verification, rows, kernels);
            }
            else
            {
                string other = AssemblyResources.OwnArchitecture == "aarch64" ? "x86_64-6.12" : "aarch64-6.12";
                foreach (string file in verification.Ignored)
                {
                    Console.Error.WriteLine($"bpf: '{file}' is not loaded, because none of the kernels has its architecture; add one such as {other}.");
                }

                VerifyTable.Write(Console.Out, rows, kernels, Terminal.OutputHasColors);
                foreach (BpfException failure in verification.Failures.Values)
                {
                    Console.Error.WriteLine($"bpf: {failure.Message}");
                }
            }

            return verification.Failures.Count == 0 && rows.All(row => IsOk(row, result.GetValue(diagnostics))) ? 0 : 1;
        }));
        return command;
    }

    // A build shows what was not checked as a warning.
    private static bool IsOk(ProgramRow row, bool isBuild)
        => row.Problems.All(problem => problem.Result.State == ProgramState.Optional || (isBuild && !problem.Result.IsFailure));

    private static void WriteJson(Verification verification, IReadOnlyList<ProgramRow> rows, KernelChoice[] kernels)
    {
        IReadOnlyDictionary<string, string> releases = verification.Releases;
        foreach (ProgramRow row in rows)
        {
            KernelReport[] reports = [.. kernels.Where(kernel => row.On(kernel.Name) is not null)
                .Select(kernel => KernelReport.Of(kernel.Name, releases.GetValueOrDefault(kernel.Name), row.On(kernel.Name)!))];
            VerifyReport report = new(row.Object, row.File, row.Program, IsOk(row, isBuild: false), reports);
            Console.WriteLine(JsonSerializer.Serialize(report, VerifyJson.Default.VerifyReport));
        }

        foreach ((string kernel, BpfException failure) in verification.Failures)
        {
            Console.WriteLine(JsonSerializer.Serialize(new ErrorReport(kernel, failure.Message, null), ErrorJson.Default.ErrorReport));
        }
    }
}
