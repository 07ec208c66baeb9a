using System.CommandLine;
using Samples;

Option<string> java = new("--java") { Description = "The java to run the built-in workload with.", DefaultValueFactory = _ => "java" };
Option<int?> collections = new("--collections") { Description = "How often the built-in workload calls System.gc(); 20 if not given." };
Option<int?> processId = new("--pid") { Description = "Trace this running Java virtual machine." };
SampleCommandLine commandLine = new(
    "Shows the garbage collection pauses of a Java virtual machine, from the static tracing points of its libjvm.so.",
    "After --: a java command to trace, instead of the built-in workload.", java, collections, processId);
commandLine.Root.Validators.Add(result =>
{
    if (result.GetValue(processId) is not null && commandLine.HasCommand(result))
    {
        result.AddError("Give either --pid or a command, not both.");
    }

    if (result.GetValue(collections) is < 1 or > 100_000)
    {
        result.AddError("--collections must be between 1 and 100000.");
    }
});
return commandLine.Invoke(args, (result, common, cancellation) => PauseRun.RunAsync(
    common, result.GetValue(java)!, result.GetValue(collections) ?? 20, result.GetValue(processId), cancellation));
