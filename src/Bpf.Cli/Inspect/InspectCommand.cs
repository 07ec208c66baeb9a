using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The command <c>bpf inspect FILE</c>.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Option<string[]> chosen = CommonOptions.Object();
        Option<bool> json = CommonOptions.Json();
        Option<bool> types = new("--types") { Description = "List the BTF types individually." };
        Command command = new("inspect",
            "Show the contents and requirements of an object: programs and how they would attach on this machine, maps, globals, externs, relocations, "
                + "kernel version, delegation.")
        {
            file, chosen, types, json,
        };
        command.SetAction(result => Errors.Guard(result.GetValue(json), result.GetValue(file)!, () =>
        {
            foreach (ObjectSource source in ObjectSource.Open(result.GetValue(file)!, result.GetValue(chosen)))
            {
                using BpfObject target = BpfObject.Open(source.Contents, source.Name, new BpfObjectOptions { Dialect = BpfDialect.Cilium });
                InspectReport report = ObjectInspector.Inspect(target, source.Origin, result.GetValue(types));
                if (result.GetValue(json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(report, InspectJson.Default.InspectReport));
                }
                else
                {
                    InspectText.Write(report, Console.Out);
                }
            }

            return 0;
        }));
        return command;
    }
}
