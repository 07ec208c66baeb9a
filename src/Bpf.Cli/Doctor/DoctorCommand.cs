using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The command <c>bpf doctor</c>.</summary>
internal static class DoctorCommand
{
    private const int DefaultWidth = 100;
    private const int LeastWidth = 20;

    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<int?> process = CommonOptions.ProcessId("Also check a process to be probed.");
        Option<string[]> needed = new("--need") { Description = "Capability to require for exit code 0; uprobes by default. May be repeated.",
            HelpName = string.Join('|', CapabilityTrials.Names) };
        needed.AcceptOnlyFromAmong([.. CapabilityTrials.Names]);
        Command command = new("doctor",
            "Try what works on this machine (uprobes, kprobes, tracepoints, networking, building), and explain why the rest does not and what to do. "
                + "Exits with code 1 if a required capability does not work.")
        {
            process, needed, json,
        };
        command.SetAction(result => Errors.Guard(result.GetValue(json), "doctor", () =>
            Run(result.GetValue(process), result.GetValue(needed) is { Length: > 0 } names ? names : ["uprobes"], result.GetValue(json))));
        return command;
    }

    private static int Run(int? process, string[] needed, bool json)
    {
        using BpfToken? token = AcquireToken(out Check? refusal);
        HostCircumstances circumstances = new(token);
        DoctorText text = new(Width());
        bool isWell = true;
        void Write(Check check)
        {
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(check, CheckJson.Default.Check));
                return;
            }

            foreach (string line in text.Lines(check))
            {
                Console.WriteLine(line);
            }
        }

        foreach (Check check in new CapabilityTrials(circumstances.Situation, token, circumstances.MountPoint).Run())
        {
            isWell &= check.State == CheckState.Ok || !needed.Contains(check.Name);
            Write(check);
        }

        if (!json)
        {
            Console.WriteLine();
        }

        foreach (Check check in circumstances.Describe(token))
        {
            Write(check);
        }

        if (refusal is not null)
        {
            Write(refusal);
        }

        foreach (Check check in process is { } id ? ProcessChecks.Run(id) : [])
        {
            isWell &= check.State != CheckState.Failure;
            Write(check);
        }

        return isWell ? 0 : 1;
    }

    // The token that a program would use here.
    private static BpfToken? AcquireToken(out Check? refusal)
    {
        refusal = null;
        try
        {
            return BpfToken.Acquire(new BpfObjectOptions());
        }
        catch (BpfException exception)
        {
            refusal = Check.Of("BPF token", CheckState.Failure, exception.Message);
            return null;
        }
    }

    private static int Width()
    {
        try
        {
            return Console.IsOutputRedirected ? DefaultWidth : Math.Max(Console.WindowWidth, LeastWidth);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
