using System;
using System.Linq;
using System.Net.Http;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Consumer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

using ProbesSkeleton skeleton = ProbesSkeleton.Open();
skeleton.Programs.OnAbs.Target = UprobeTarget.Process(Environment.ProcessId);
skeleton.LoadAndAttach();

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
await using WebApplication application = builder.Build();
application.Urls.Add("http://127.0.0.1:0");
application.MapGet("/work", (HttpContext context) => context.Response.WriteAsync(LibC.Absolute(-7).ToString()));
application.MapGet("/calls", (HttpContext context) => context.Response.WriteAsync($"calls {skeleton.Bss.s_calls}"));
await application.StartAsync();

using HttpClient client = new() { BaseAddress = new Uri(application.Urls.Single()) };
for (int request = 0; request < 5; request++)
    await client.GetStringAsync("/work");
Console.WriteLine(await client.GetStringAsync("/calls"));

static partial class LibC
{
    [LibraryImport("libc", EntryPoint = "labs")]
    public static partial nint Absolute(nint value);
}
