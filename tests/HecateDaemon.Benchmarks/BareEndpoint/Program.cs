var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.ListenUnixSocket(args[0]));
builder.Services.AddRoutingCore();
await using var app = builder.Build();
app.UseRouting();
app.MapGet("/health", (HttpContext context) =>
{
    context.Response.ContentType = "application/json";
    return context.Response.WriteAsync("""{"status":"ok"}""");
});
await app.RunAsync();
