using System.Diagnostics;
using Bpf.Runtime;

// A user of the library in a place where tests cannot run, such as another user namespace:
// OBJECT TARGET COUNT: loads and attaches OBJECT, lets TARGET call its functions COUNT times, and prints the links and the count in .bss.
try
{
    using BpfObject program = BpfObject.Open(args[0]);
    program.Load();
    program.Attach();
    using Process target = Process.Start(new ProcessStartInfo(args[1]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    target.StandardInput.WriteLine($"run {args[2]}");
    target.StandardInput.Flush();
    target.StandardOutput.ReadLine();
    foreach (BpfProgram each in program.Programs)
        Console.WriteLine(each.Link);

    Console.WriteLine($"hits {program.Globals.Reference<ulong>(".bss", "hits")}");
    target.StandardInput.Close();
    target.WaitForExit();
    return 0;
}
catch (BpfException exception)
{
    Console.WriteLine(exception.Message);
    return 1;
}
