using System.CommandLine;
using System.Text.Json;

namespace Bpf.Cli;

/// <summary>bpf doctor</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<int?> process = CommonOptions.ProcessId("Also look at a process that shall be probed.");
        Command command = new("doctor", "Check whether BPF programs can be built, loaded and attached here, and say what to do where they cannot. Exit code 1 if something essential is missing.")
        {
            process, json,
        };
        command.SetAction(result => Errors.Guard(result.GetValue(json), "doctor", () =>
        {
            int failures = 0;
            foreach (Check check in KernelChecks.Run().Concat(PrivilegeChecks.Run()).Concat(FileSystemChecks.Run()).Concat(ProcessChecks.Run(result.GetValue(process))).Append(LlvmCheck.Run()))
            {
                failures += check.State == CheckState.Failure ? 1 : 0;
                if (result.GetValue(json))
                    Console.WriteLine(JsonSerializer.Serialize(check, CheckJson.Default.Check));
                else
                    Write(check);
            }

            return failures == 0 ? 0 : 1;
        }));
        return command;
    }

    private static void Write(Check check)
    {
        string mark = check.State switch
        {
            CheckState.Ok => "ok     ",
            CheckState.Warning => "warning",
            _ => "FAILURE",
        };
        Console.WriteLine($"{mark}  {check.Name}: {check.Detail}");
        if (check.Advice is not null)
            Console.WriteLine($"         {check.Advice}");
    }
}
