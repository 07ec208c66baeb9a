// One side of the load benchmarks; the C program of the peer does the same.
//
//   Bpf.Load.Guest OBJECT         every line on standard input is a command and a number N: "open" or "load" an object N times, or "lookup", "update",
//                                 "delete", "miss" or "array" N elements of its maps. The answer is a line with the nanoseconds of each round, or the
//                                 processor time of all calls in nanoseconds, and the bytes that the last round or all calls allocated.
//   Bpf.Load.Guest OBJECT once    opens and loads the object as a tool does that has just been started, prints the nanoseconds, the bytes allocated
//                                 and the peak memory of the process in KiB, and ends.
using Bpf.Load.Guest;

if (args is [_, "once"])
{
    Console.WriteLine(ObjectRounds.RunOnce(args[0]));
    return;
}

MapCalls? maps = null;
while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ');
    int count = int.Parse(words[1]);
    Console.WriteLine(words[0] is "open" or "load" ? ObjectRounds.Run(args[0], words[0] == "load", count) : (maps ??= new MapCalls(args[0])).Run(words[0], count));
}
